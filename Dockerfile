FROM node:26-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY src src
COPY public public
COPY views views
RUN node src/tools/build-assets.ts && node src/tools/build-server.ts

FROM node:26-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
COPY migrations migrations
COPY src src
COPY views views
COPY --from=assets /app/public/.built public/.built
COPY --from=assets /app/dist dist
USER node
# One arena for all threads: the 19 MiB of a password's hash are used again, instead of once in each thread's own arena.
ENV MALLOC_ARENA_MAX=1 NODE_COMPILE_CACHE=/home/node/.compile-cache
# Code compiled once: the start stops for want of a configuration, the second command loads the rest.
RUN node dist/start.js || node --input-type=module -e "await import('/app/dist/serve.js'); await import('/app/dist/prepare.js'); process.exit()"
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "const { HOST, PORT } = process.env; const host = HOST?.includes(':') ? '[' + HOST + ']' : HOST || '127.0.0.1'; fetch('http://' + host + ':' + (PORT || 3000) + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=256", "dist/start.js"]
