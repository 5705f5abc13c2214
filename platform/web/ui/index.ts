import { teachControls } from './control-words.ts';
import { watchTyping } from './newer-version.ts';

export { AreaField, type AreaFieldProps } from './area-field.tsx';
export { AreaName } from './area-name.tsx';
export { type AreaSource, AreaSourceContext, MOST_NAMES, useKnownArea } from './area-source.ts';
export type { AreaLimits, KnownArea } from './area-text.ts';
export { Button, type ButtonKind, IconButton } from './button.tsx';
export { ComboBox, type ComboBoxProps, type Option, Select, type SelectProps } from './choices.tsx';
export type { FieldProps } from './field-frame.tsx';
export { NumberField, type NumberFieldProps, TextField, type TextFieldProps } from './fields.tsx';
export { Figure, Need, type NeedProps, StandingNote } from './figures.tsx';
export { AdministratorContext, WayInContext } from './guide.ts';
export { Icon } from './icon.tsx';
export { type IconName, iconPaths } from './icon-paths.ts';
export type { KeyBinding } from './key-groups.ts';
export { listenToKeys, useKeyGroups, useKeys } from './keys.tsx';
export { AppLink, useGo } from './link.tsx';
export { Badge, Chip, Initials, KeyHint, Mark, type Shape, type Tone } from './marks.tsx';
export { type Missing, whyMissing } from './newer-version.ts';
export { Dialog, type DialogProps, Drawer, Menu, type MenuEntry, Popover } from './overlays.tsx';
export { loadPart, MissingPart } from './part.tsx';
export { ReasonDialog } from './reason-dialog.tsx';
export {
  Answer,
  type AnswerProps,
  CommandNotice,
  EmptyState,
  Failed,
  FieldErrors,
  Loading,
  NotHere,
  ProblemNotice,
  Stale,
  useErrorText,
  useFieldError,
  useNotHereTitle,
} from './states.tsx';
export { Toasts, toast } from './toast.tsx';
export { Checkbox, Segmented, type SegmentedProps, Switch, Tabs, type TabsProps } from './toggles.tsx';
export { Tooltip } from './tooltip.tsx';

teachControls();
watchTyping();
