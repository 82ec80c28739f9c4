import { InstallProvider } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import type { Router } from 'express';
import { escapeHtml } from '../../../core/model/escape-html.ts';
import { botScopes } from '../manifest.ts';
import type { SdkLogger } from '../transport/clients.ts';
import type { Installations } from './installations.ts';

interface InstallPageParts {
  oauth: { clientId: string; clientSecret: string; stateSecret: string };
  installations: Installations;
  options: WebClientOptions;
  sdkLogger: SdkLogger;
}

/**
 * Adds `GET /slack/install` and `GET /slack/oauth_redirect`, answered by the install provider that Bolt uses itself; its
 * state is bound to the browser that began.
 */
export function addInstallPages(routes: Router, { oauth, installations, options, sdkLogger }: InstallPageParts): void {
  const provider = new InstallProvider({
    ...oauth,
    installationStore: installations.store,
    logger: sdkLogger,
    clientOptions: { ...options },
    // GovSlack and others have the page beside their Web API.
    ...(options.slackApiUrl && { authorizationUrl: new URL('/oauth/v2/authorize', options.slackApiUrl).href }),
    renderHtmlForInstallPath: (url) =>
      page(
        'Add this bot to Slack',
        `<p>You will be asked what it may do.</p><p><a href="${escapeHtml(url)}">Add to Slack</a></p>`
      )
  });
  const wanted = { scopes: [...botScopes] };
  routes.get('/slack/install', (request, response) => provider.handleInstallPath(request, response, {}, wanted));
  routes.get('/slack/oauth_redirect', (request, response) =>
    provider.handleCallback(
      request,
      response,
      {
        failure: (_error, _options, _request, answer) => {
          answer.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
          answer.end(
            page(
              'That did not work',
              '<p>Nothing was installed. <a href="/slack/install">Begin again</a>, in this browser.</p>'
            )
          );
        }
      },
      wanted
    )
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}
