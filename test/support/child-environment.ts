/** Variables of this process that a program under test needs too: where programs are, and a clock that is shifted. */
const passedOn = ['PATH', 'LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'TZ'];

/**
 * Returns the environment of a program that a test starts: nothing of the developer's own settings, and the same clock
 * as the test has.
 *
 * @param settings the variables that the program is to read
 */
export function childEnvironment(settings: Record<string, string>): Record<string, string> {
  const passed = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(passed), ...settings };
}
