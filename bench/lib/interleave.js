/**
 * Each task in turn, A B C … A B C …, each round from another one on and every second one backwards, so that none
 * always follows the same other.
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
