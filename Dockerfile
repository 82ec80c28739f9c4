# syntax=docker/dockerfile:1
# The bot in a container: docs/install.md tells how to run it, SECURITY.md what holds it.
# The base image by digest, so that the same file always gives the same system; the tag beside it is for reading. Debian's
# small image of Node.js 24 (maintained until April 2028); seen in public builds on 23 November 2026.
ARG NODE=node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6

# What is needed to compile, and nothing of it goes further than dist/.
FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# The build also learns from the knowledge, so that a start is quick.
COPY models ./models
COPY data ./data
COPY knowledge ./knowledge
RUN npm run build

# What is needed to run. Its own install, so that it is checked against the lock file as a whole and is made anew only when
# that file changes. No package of ours needs its install script.
FROM ${NODE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY deploy/image/slim-modules.sh /tmp/
RUN sh /tmp/slim-modules.sh node_modules

FROM ${NODE}
LABEL org.opencontainers.image.title="Spread Bot" \
      org.opencontainers.image.description="Answers questions about spreading, sustaining and publishing improvement work in Slack and Microsoft Teams" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="docker.io/library/node:24.21.0-bookworm-slim"
# A running bot installs nothing: no package manager is left that an intruder could use.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* /root/.npm \
 && install -d -o 10001 -g 10001 -m 0700 /data
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY playground ./playground
COPY manifests/slack.yaml ./manifests/
COPY manifests/teams/color.png manifests/teams/outline.png ./manifests/teams/
COPY models ./models
COPY data ./data
COPY knowledge ./knowledge
ENV NODE_ENV=production \
    DATA_DIR=/data
# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
VOLUME /data
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://localhost:' + (process.env.PORT || 3978) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/index.js"]
CMD ["serve"]
