import '#web/ui/style.css';
import './opsroom.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient } from '#web/api/index.ts';
import { currentLanguage } from '#web/i18n/index.ts';
import { keepTheme, makeRouter, useParam } from '#web/shell/index.ts';
import { HomePage } from './home-page.tsx';
import { OperationFrame } from './operation-frame.tsx';
import { rooms } from './rooms.ts';
import { SignedIn } from './signed-in.tsx';
import { StartPage } from './start-page.tsx';

const router = makeRouter(rooms, { SignedIn, Operation, Start: StartPage, Home: HomePage });

function Operation() {
  return <OperationFrame operationId={useParam('operationId')} />;
}

keepTheme();
document.documentElement.lang = currentLanguage();
const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
