import '#web/ui/tokens.css';
import './field.css';
import './form.css';
import './report.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { currentLanguage } from '#web/i18n/index.ts';
import { dexieStore, memoryStore } from '#web/outbox/index.ts';
import { keepTheme } from '#web/shell/theme.ts';
import { App } from './app.tsx';
import { mayKeep, startServiceWorker } from './device.ts';

keepTheme();
document.documentElement.lang = currentLanguage();
void startServiceWorker();

const keeps = mayKeep();
const store = keeps ? dexieStore('rakor-lapor') : memoryStore();
const place = document.getElementById('app');
if (!place) throw new Error('index.html has no #app');
createRoot(place).render(
  <StrictMode>
    <App store={store} keeps={keeps} />
  </StrictMode>,
);
