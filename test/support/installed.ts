// An empty project in which the packed tarball and other packages are installed, as a user has it.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from './examples.js';
import { SECRET, WIDGET_ID } from './helpers.js';

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

/** Without the variables that Vitest and npm set. */
const ENVIRONMENT = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|CONNECT_)/i.test(name)),
  ),
  NO_COLOR: '1',
};

export interface Finished {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

export class InstalledProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'widget-token-pages-'));
  readonly #running: ChildProcess[] = [];

  /** @param packages - Names with exact versions. */
  constructor(packages: readonly string[]) {
    const report = npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', this.folder);
    const [{ filename }] = JSON.parse(report) as [{ filename: string }];
    this.write('package.json', '{ "private": true, "type": "module" }');
    npm(this.folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', filename, ...packages);
  }

  /** Writes a file, and returns its path. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** Runs a command of a page in a shell, to its end. */
  async run(command: string, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const child = spawn('bash', ['-c', command], { cwd: this.folder, env: { ...ENVIRONMENT, ...env } });
    child.stdin.end();
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [out, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    return { status, out, errors };
  }

  /** Runs a file with Node.js until `stop()`. */
  start(file: string, env: NodeJS.ProcessEnv = {}): void {
    const options = { cwd: this.folder, env: { ...ENVIRONMENT, ...env }, stdio: 'inherit' } as const;
    this.#running.push(spawn(process.execPath, [file], options));
  }

  stop(): void {
    for (const child of this.#running) child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The lines of an .env file for a widget that does not exist. */
export const ENV_FILE = `CONNECT_WIDGET_ID=${WIDGET_ID}\nCONNECT_SECRET=${SECRET}\n`;
