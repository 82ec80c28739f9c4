import { ExpressReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Router } from 'express';
import { botScopes } from '../manifest.ts';
import type { SdkLogger } from '../transport/sdk-logger.ts';
import type { Installations } from './installations.ts';

interface InstallPageParts {
  oauth: { clientId: string; clientSecret: string; stateSecret: string };
  installations: Installations;
  options: WebClientOptions;
  sdkLogger: SdkLogger;
}

/**
 * Adds `GET /slack/install` and `GET /slack/oauth_redirect`: Bolt's install pages, whose state is bound to the browser
 * that began. They are separate from the receiver of events, so that both kinds of connection can have them.
 */
export function addInstallPages(routes: Router, { oauth, installations, options, sdkLogger }: InstallPageParts): void {
  new ExpressReceiver({
    router: routes,
    endpoints: {},
    signatureVerification: false,
    signingSecret: '',
    logger: sdkLogger,
    ...oauth,
    scopes: [...botScopes],
    installationStore: installations.store,
    dispatchErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(400).end();
    },
    installerOptions: {
      clientOptions: { ...options },
      ...(options.slackApiUrl && { authorizationUrl: authorizeUrl(options.slackApiUrl) }),
      renderHtmlForInstallPath: (url) =>
        page(
          'Add Spread Bot to Slack',
          `<p>You will be asked what it may do.</p><p><a href="${html(url)}">Add to Slack</a></p>`
        ),
      callbackOptions: {
        failure: (_error, _options, _request, response) => {
          response.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
          response.end(
            page(
              'That did not work',
              '<p>Nothing was installed. <a href="/slack/install">Begin again</a>, in this browser.</p>'
            )
          );
        }
      }
    }
  });
}

/**
 * Returns the authorise page, which GovSlack and others have beside their Web API: `https://slack.com/api/`,
 * `https://slack.com/oauth/v2/authorize`.
 */
function authorizeUrl(apiUrl: string): string {
  return new URL('/oauth/v2/authorize', apiUrl).toString();
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
