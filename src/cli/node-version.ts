/** The oldest major version of Node.js that is tested and gets fixes; older ones that still run are named by `engines`. */
const oldestSupported = 22;

/**
 * Returns the line that is logged at start on a version of Node.js that gets no fixes any more; nothing on others.
 *
 * @param version as `process.versions.node` has it
 */
export function nodeAdvice(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= oldestSupported) return undefined;
  return `Node.js ${version} gets no security fixes any more; the bot still runs on it, and is tested on 22, 24 and 26. Install one of these from https://nodejs.org.`;
}
