const STYLE_ID = 'react-aria-pressable-style';

/**
 * React Aria adds a style element with one rule unless something has its id already. The content policy forbids style
 * elements, so we hold the place and give the rule in buttons.css.
 */
export function holdPressableStyle(): void {
  if (typeof document === 'undefined' || document.getElementById(STYLE_ID)) return;
  const place = document.createElement('meta');
  place.id = STYLE_ID;
  document.head.append(place);
}
