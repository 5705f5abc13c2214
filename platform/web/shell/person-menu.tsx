import { Button } from 'react-aria-components';
import { chooseLanguage, currentLanguage, type Language, useTexts } from '../i18n/index.ts';
import { Initials, Menu, type MenuEntry } from '../ui/index.ts';
import { usePerson } from './context.ts';
import { chooseTheme, themeChoice, useTheme } from './theme.ts';
import { words } from './words.ts';

/** Person and agency, and what belongs to them: language, light, keys, the way out. */
export function PersonMenu(props: {
  readonly onSignOut: () => void;
  readonly onLanguage: (language: Language) => void;
  readonly onKeys: () => void;
}) {
  const t = useTexts(words);
  const person = usePerson();
  useTheme();
  const choice = themeChoice();
  const themes: readonly MenuEntry[] = [
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
  const other: Language = currentLanguage() === 'id' ? 'en' : 'id';
  return (
    <Menu
      label={t('person', { name: person.name })}
      items={[
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
