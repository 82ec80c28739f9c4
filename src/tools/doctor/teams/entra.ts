import type { TeamsConfig } from '../../../config/config.ts';

export const check = 'teams-credentials';
export const why = 'Questions from Teams arrive, but without a token no answer goes back.';
/** Audience of the bot's tokens (bot-docs, rest-connector-authentication, step 1). */
export const audience = 'https://api.botframework.com';

/** A refusal by Microsoft Entra, with the action to take. */
export interface EntraFault {
  what: string;
  fix: string;
}

type Text = (teams: TeamsConfig) => string;

const secrets = 'in the app registration, under Certificates & secrets,';
const bothIds =
  'copy "Application (client) ID" and "Directory (tenant) ID" from the app registration\'s overview page.';

/**
 * Error codes of the token endpoint: learn.microsoft.com/entra/identity-platform/reference-error-codes, read November
 * 2026. 7000229 is not listed there; Microsoft's message with it says that the service principal is missing in the
 * tenant.
 */
const codes: Readonly<Record<number, [what: Text, fix: Text]>> = {
  7000215: [
    () => 'Microsoft says MicrosoftAppPassword is not a secret of this app.',
    () => `Make a new client secret ${secrets} and copy its "Value", not its "Secret ID", into MicrosoftAppPassword.`
  ],
  7000222: [
    () => 'The client secret in MicrosoftAppPassword has expired.',
    () =>
      `Make a new client secret ${secrets} and copy its "Value" into MicrosoftAppPassword; note its end in a calendar.`
  ],
  700016: [
    ({ appType }) =>
      appType === 'MultiTenant'
        ? 'The app is no MultiTenant one: the directory of the Bot Framework does not know it.'
        : 'There is no app MicrosoftAppId in the directory MicrosoftAppTenantId.',
    ({ appType }) =>
      appType === 'MultiTenant'
        ? 'Set MicrosoftAppType=SingleTenant, and MicrosoftAppTenantId to the "Directory (tenant) ID" of the app registration.'
        : `One of the two is of another app or directory: ${bothIds}`
  ],
  90002: [
    () => 'There is no directory MicrosoftAppTenantId in the public cloud.',
    () => 'Copy "Directory (tenant) ID" from the app registration\'s overview page into MicrosoftAppTenantId.'
  ],
  90038: [
    () => "The directory MicrosoftAppTenantId is in one of Microsoft's national clouds.",
    () => 'The bot talks to the public cloud: register it in a directory there.'
  ],
  7000229: [
    () => 'The app is registered, but has no service principal in its directory.',
    ({ appId }) => `An administrator of the directory runs once: az ad sp create --id ${appId}`
  ],
  7000112: [
    () => 'The app is disabled in its directory.',
    () =>
      'In Entra under Enterprise applications open the app; under Properties set "Enabled for users to sign in" to Yes.'
  ],
  700025: [
    () => 'The app is registered as a public client, which may not have a secret.',
    () => 'In the app registration under Authentication set "Allow public client flows" to No.'
  ],
  53003: [
    () => 'A Conditional Access policy keeps the app from signing in from here.',
    () => 'Ask the administrator of the directory to let the workload sign in from the address of this machine.'
  ]
};
const alike: Readonly<Record<number, number>> = { 700011: 700016, 70001: 7000112, 70002: 7000215 };

/** Temporary faults of Entra itself, from the same list. */
const passing = new Set([50033, 90006, 90012, 90024, 90033, 90055, 90090]);

/** Returns the error codes in an answer of the token endpoint. */
export function codesIn(json: Readonly<Record<string, unknown>>): readonly number[] {
  const listed = Array.isArray(json.error_codes) ? json.error_codes.filter((code) => typeof code === 'number') : [];
  return listed.length > 0
    ? listed
    : [...String(json.error_description).matchAll(/AADSTS(\d+)/g)].map(([, n]) => Number(n));
}

export const passes = (found: readonly number[]): boolean => found.some((code) => passing.has(code));

/**
 * Returns the fault for error codes.
 *
 * @param found result of `codesIn`
 */
export function explainEntra(found: readonly number[], teams: TeamsConfig): EntraFault {
  for (const code of found) {
    const [what, fix] = codes[alike[code] ?? code] ?? [];
    if (what && fix) return { what: `${what(teams).slice(0, -1)} (AADSTS${code}).`, fix: fix(teams) };
  }
  const [code] = found;
  return code === undefined
    ? { what: 'Microsoft gives the bot no token, and no code that says why.', fix: `To be sure, ${bothIds}` }
    : {
        what: `Microsoft gives the bot no token: AADSTS${code}.`,
        fix: `Look the code up at https://login.microsoftonline.com/error?code=${code}`
      };
}
