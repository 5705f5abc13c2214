import type { Config } from './config.ts';

type Welcome = {
  readonly config: Config;
  readonly origin: string;
  /** The one-time link for the first administrator; null when there is one. */
  readonly link: string | null;
  readonly say: (line: string) => void;
};

/** What the person who started the server sees: where it is, and how to get in for the first time. */
export function welcome({ config, origin, link, say }: Welcome): void {
  say('');
  say(`  Rakor is ready:  ${origin}`);
  if (link !== null) {
    say('');
    say('  Administrator pertama / first administrator (sekali pakai, 24 jam / once, for 24 hours):');
    say(`  ${origin}${link}`);
  }
  say('');
  say(`  Data: ${config.dataDir}   Berhenti / stop: Ctrl C`);
  say('');
}
