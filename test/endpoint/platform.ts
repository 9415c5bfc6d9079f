// The name of this platform, as in the names of the runtimes' packages.

const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
const libc = header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';

/** Such as `linux-x64-glibc` or `darwin-arm64`. */
export const PLATFORM = `${process.platform}-${process.arch}${process.platform === 'linux' ? `-${libc}` : ''}`;
