// node restore.mjs FOLDER: `npm ci` in FOLDER, one at a time per folder, and not again when another build has just done it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const folder = resolve(process.argv[2]);
const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
const locks = join(tmpdir(), `npm-ci-${userInfo().username}`);
const lock = join(locks, name);

function modified(path) {
  try { return statSync(path).mtimeMs; } catch { return 0; }
}

function isCurrent() {
  return modified(join(folder, 'node_modules', '.package-lock.json')) >= modified(join(folder, 'package-lock.json'));
}

function isAlive(pid) {
  try { process.kill(pid, 0); return true; } catch (error) { return error.code === 'EPERM'; }
}

function take() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    let owner = NaN;
    try { owner = Number(readFileSync(lock, 'utf8') || NaN); } catch { return false; }
    // The file is empty for an instant between its creation and its content; only an old one was left behind.
    const abandoned = Number.isNaN(owner) ? Date.now() - modified(lock) > 5000 : !isAlive(owner);
    if (abandoned) rmSync(lock, { force: true });
    return false;
  }
}

mkdirSync(locks, { recursive: true });
while (!take()) await delay(100);
try {
  if (isCurrent()) process.exitCode = 0;
  else {
    const windows = process.platform === 'win32';
    const npm = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: folder, encoding: 'utf8', shell: windows });
    process.exitCode = npm.status ?? 1;
    if (process.exitCode !== 0) console.log((npm.error?.message ?? `${npm.stdout}${npm.stderr}`).trim().split('\n').slice(-5).join(' | '));
  }
} finally {
  rmSync(lock, { force: true });
}
