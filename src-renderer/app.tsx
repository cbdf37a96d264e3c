import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';

import { listenToKeys } from './keys/key-listener.ts';
import type { createConsoleRouter } from './router.tsx';
import { useAppearance, useTheme } from './shell/appearance.ts';
import { useViewStore } from './state/view-store.ts';
import { cssVariables, theme } from './theme.ts';

interface AppProps {
  client: QueryClient;
  router: ReturnType<typeof createConsoleRouter>;
  /** What the core's content security policy allows inline styles with. */
  nonce: string;
}

/** The console: one window, one person. */
export function App({ client, router, nonce }: AppProps) {
  useAppearance();
  useEffect(() => listenToKeys(() => useViewStore.getState().characterKeys), []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={useTheme()} getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
