/**
 * Runs all tasks in each round. Each round starts with another task, and every second round runs backwards,
 * so that no task always follows the same other one.
 *
 * @template Task
 * @param {readonly Task[]} tasks
 * @param {number} rounds
 * @param {(task: Task) => unknown} work
 */
export async function interleave(tasks, rounds, work) {
  for (let round = 0; round < rounds; round++) {
    const first = round % tasks.length;
    const turn = [...tasks.slice(first), ...tasks.slice(0, first)];
    for (const task of round % 2 === 0 ? turn : turn.reverse()) await work(task);
  }
}
