import { Button } from 'react-aria-components';
import { chooseLanguage, currentLanguage, type Language, useLocalized, useTexts } from '../i18n/index.ts';
import { Initials, Menu, type MenuEntry, useGo } from '../ui/index.ts';
import { usePerson } from './context.ts';
import { useOffered } from './offered.ts';
import type { RoomScreens } from './room-screens.ts';
import { chooseTheme, themeChoice, useTheme } from './theme.ts';
import { words } from './words.ts';

/** Person and agency, and what belongs to them: what the rooms keep of them, language, light, keys, the way out. */
export function PersonMenu(props: {
  readonly rooms: readonly RoomScreens[];
  readonly onSignOut: () => void;
  readonly onLanguage: (language: Language) => void;
  readonly onKeys: () => void;
}) {
  const t = useTexts(words);
  const person = usePerson();
  const personal = usePersonal(props.rooms);
  const themes = useThemes();
  const other: Language = currentLanguage() === 'id' ? 'en' : 'id';
  return (
    <Menu
      label={t('person', { name: person.name })}
      items={[
        ...personal,
        ...themes,
        {
          id: 'language',
          text: t('languageOther'),
          icon: 'globe',
          run: () => {
            chooseLanguage(other);
            props.onLanguage(other);
          },
        },
        { id: 'keys', text: t('keysTitle'), icon: 'keyboard', run: props.onKeys },
        { id: 'sign-out', text: t('signOut'), icon: 'sign-out', run: props.onSignOut },
      ]}
      trigger={
        <Button className="person">
          <Initials name={person.name} />
          <span className="person-words">
            <span>{person.name}</span>
            {person.agency ? <span className="quiet small">{person.agency.name}</span> : null}
          </span>
        </Button>
      }
    />
  );
}

function usePersonal(rooms: readonly RoomScreens[]): readonly MenuEntry[] {
  const localized = useLocalized();
  const go = useGo();
  return useOffered(rooms.flatMap(({ personal }) => personal ?? [])).map(({ title, icon, to }) => ({
    id: to,
    text: localized(title),
    icon,
    run: () => go(to),
  }));
}

function useThemes(): readonly MenuEntry[] {
  const t = useTexts(words);
  useTheme();
  const choice = themeChoice();
  return [
    {
      id: 'light',
      text: t('themeLight'),
      icon: choice === 'light' ? 'check' : 'sun',
      run: () => chooseTheme('light'),
    },
    {
      id: 'dark',
      text: t('themeDark'),
      icon: choice === 'dark' ? 'check' : 'moon',
      run: () => chooseTheme('dark'),
    },
    {
      id: 'auto',
      text: t('themeAuto'),
      icon: choice === 'auto' ? 'check' : 'clock',
      run: () => chooseTheme('auto'),
    },
  ];
}
