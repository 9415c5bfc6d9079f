// Writes the report of a full run to RESULTS.md, into the section of its command.

import { readFileSync, writeFileSync } from 'node:fs';
import prettier from 'prettier';

const RESULTS = new URL('RESULTS.md', import.meta.url);

const HEADING = '# Results of the last full runs\n\nEach command writes its own section.\n';

const SECTIONS = ['npm run fuzz', 'npm run soak'];

/** The section of a command in the file, or an empty string. @param {string} results @param {string} command */
function sectionOf(results, command) {
  const start = results.indexOf(`## \`${command}\``);
  if (start === -1) return '';
  const end = results.indexOf('\n## ', start);
  return results.slice(start, end === -1 ? undefined : end);
}

/** @param {string} command @param {string} report */
export async function writeResults(command, report) {
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
