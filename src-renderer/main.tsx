import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';

import './styles/mantine.css';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app.tsx';
import { startLanguages } from './i18n.ts';
import { createConsoleRouter } from './router.tsx';
import { applyAppearance } from './shell/appearance.ts';

/** The core writes a fresh nonce into the page each time it serves it. */
function pageNonce(): string {
  return document.querySelector('meta[name=csp-nonce]')?.getAttribute('content') ?? '';
}

async function start(): Promise<void> {
  // The content security policy forbids making code from text.
  z.config({ jitless: true });
  applyAppearance();
  const nonce = pageNonce();
  setNonce(nonce);
  await startLanguages();
  const client = createQueryClient();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no root');
  createRoot(root).render(
    <StrictMode>
      <App client={client} router={createConsoleRouter(client)} nonce={nonce} />
    </StrictMode>,
  );
}

void start();
