// Keeps what a full run says in RESULTS.md, in the section of its command.

import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';

const RESULTS = new URL('RESULTS.md', import.meta.url);

const HEADING = '# What the last full runs said\n\nEach section is written by its command.\n';

const SECTIONS = ['npm run fuzz', 'npm run soak'];

/** The section of a command as it stands in the file, or nothing. @param {string} results @param {string} command */
function sectionOf(results, command) {
  const start = results.indexOf(`## \`${command}\``);
  if (start === -1) return '';
  const end = results.indexOf('\n## ', start);
  return results.slice(start, end === -1 ? undefined : end);
}

/** @param {string} command @param {string} report */
export async function keepResults(command, report) {
  const before = readResults();
  const sections = SECTIONS.map((one) =>
    one === command ? `## \`${command}\`\n\n${report}` : sectionOf(before, one),
  );
  writeFileSync(RESULTS, await prettier.format([HEADING, ...sections].join('\n'), { parser: 'markdown' }));
}

function readResults() {
  try {
    return readFileSync(RESULTS, 'utf8');
  } catch {
    return '';
  }
}
