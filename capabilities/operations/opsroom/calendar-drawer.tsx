import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Answer, Badge, Button, CommandNotice, Drawer, TextField, toast } from '#web/ui/index.ts';
import { listCalendarLinks, makeCalendarLink, revokeCalendarLink } from '../calendar-links.ts';
import { words } from './words.ts';

/** Makes a private calendar link, shows it once, and takes links back. */
export function CalendarDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(words);
  return (
    <Drawer title={t('calendarLink')} open={open} onClose={onClose}>
      <div className="ops-form">
        <p>{t('calendarText')}</p>
        <LinkMaker />
        <LinkList />
      </div>
    </Drawer>
  );
}

function LinkMaker() {
  const t = useTexts(words);
  const command = useCommand(makeCalendarLink, [listCalendarLinks]);
  const [label, setLabel] = useState('');
  const [address, setAddress] = useState<string | null>(null);
  const make = async () => {
    const reply = await command.run({ body: { id: newId(), label: label.trim() } });
    if (!reply) return;
    setAddress(reply.address);
    setLabel('');
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    toast(t('copied'));
  };
  if (address) {
    return (
      <>
        <p className="strong">{t('linkReady')}</p>
        <code className="ops-address">{address}</code>
        {/* Outside HTTPS a browser has no clipboard; the address can still be marked by hand. */}
        {window.isSecureContext ? (
          <Button icon="link" onPress={() => void copy(address)}>
            {t('copy')}
          </Button>
        ) : null}
      </>
    );
  }
  return (
    <>
      <TextField label={t('forDevice')} value={label} onChange={setLabel} maxLength={80} required />
      <CommandNotice command={command} />
      <Button kind="primary" busy={command.busy} isDisabled={label.trim() === ''} onPress={() => void make()}>
        {t('makeLink')}
      </Button>
    </>
  );
}

function LinkList() {
  const t = useTexts(words);
  const { instant } = useFormat();
  const links = useAsk(listCalendarLinks, { query: { where: '[{"field":"revokedAt","is":"empty"}]' } });
  const command = useCommand(revokeCalendarLink, [listCalendarLinks]);
  const [asked, setAsked] = useState<string | null>(null);
  const revoke = async (linkId: string) => {
    await command.run({ params: { linkId }, body: {} });
    setAsked(null);
  };
  return (
    <>
      <CommandNotice command={command} />
      <Answer
        of={links}
        rows={2}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<p className="quiet">{t('linksNone')}</p>}
      >
        {({ rows }) => (
          <ul className="ops-list">
            {rows.map(({ id, label, madeAt }) => (
              <li key={id}>
                <div className="ops-list-line">
                  <Badge shape="circle" tone="done">
                    {label}
                  </Badge>
                  <span className="quiet small">{instant(madeAt)}</span>
                </div>
                {asked === id ? <p>{t('revokeSure', { label })}</p> : null}
                <div className="ops-list-line">
                  {asked === id ? (
                    <>
                      <Button size="s" onPress={() => setAsked(null)}>
                        {t('cancel')}
                      </Button>
                      <Button size="s" kind="danger" busy={command.busy} onPress={() => void revoke(id)}>
                        {t('revoke')}
                      </Button>
                    </>
                  ) : (
                    <Button size="s" kind="quiet" icon="x" onPress={() => setAsked(id)}>
                      {t('revoke')}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </>
  );
}
