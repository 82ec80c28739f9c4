/** The oldest major version of Node.js that is tested and supported; `engines` names older ones that still run. */
const oldestSupported = 22;

/**
 * Returns the line logged at start on a version of Node.js that gets no fixes any more; nothing on others.
 *
 * @param version as in `process.versions.node`
 */
export function nodeAdvice(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= oldestSupported) return undefined;
  return `Node.js ${version} gets no security fixes any more; the bot still runs on it, and is tested on 22, 24 and 26. Install one of these from https://nodejs.org.`;
}
