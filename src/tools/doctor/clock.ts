import { isAnswer } from './ask.ts';
import type { Check } from './check.ts';
import { tryOnline } from './no-answer.ts';
import { fault, ok, skipped } from './result.ts';

/**
 * Largest accepted difference in seconds. A clock synchronised by network is right within a second; requests are
 * refused at 300.
 */
const mostSeconds = 60;

/** Compares this machine's clock with the Date header of a platform. */
export const clock: Check = async ({ ask, config, now }) => {
  const { slack, teams } = config;
  const places = [
    ...(slack ? [`${slack.apiUrl ?? 'https://slack.com/api/'}api.test`] : []),
    ...(teams?.appId ? ['https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration'] : [])
  ];
  if (places.length === 0) return [];
  for (const place of places) {
    const before = now();
    const response = await ask(place);
    const date = isAnswer(response) ? Date.parse(response.headers.get('date') ?? '') : Number.NaN;
    if (Number.isNaN(date)) continue;
    // The header has whole seconds, rounded down.
    const seconds = Math.round(((before + now()) / 2 - (date + 500)) / 1000);
    if (Math.abs(seconds) <= mostSeconds) return [ok('clock', `It agrees with ${new URL(place).host}.`)];
    return [
      fault('clock', {
        what: `This machine's clock is ${duration(Math.abs(seconds))} ${seconds < 0 ? 'behind' : 'ahead of'} that of ${new URL(place).host}.`,
        why: 'Slack’s requests are refused when they seem older than five minutes, Microsoft’s tokens seem out of date, and tips come at the wrong time.',
        fix: 'Set the clock right and keep it so: timedatectl set-ntp true'
      })
    ];
  }
  return [skipped('clock', 'No platform answered with a time.', tryOnline)];
};

const duration = (seconds: number): string =>
  seconds < 120
    ? `${seconds} s`
    : seconds < 7200
      ? `${Math.round(seconds / 60)} minutes`
      : `${Math.round(seconds / 3600)} hours`;
