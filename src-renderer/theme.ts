/** Mantine dressed in the console's tokens: ink on grey, square-ish, still. */
import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from '@mantine/core';
import { createElement } from 'react';

import controls from './components/controls.module.css';
import { Icon } from './components/icon.tsx';

/** Ten steps of grey ending in ink. They are tokens, so one theme serves light and dark. */
const ink: MantineColorsTuple = [
  'var(--raised)',
  'var(--surface)',
  'var(--sunken)',
  'var(--hover)',
  'var(--selected)',
  'var(--line)',
  'var(--line-2)',
  'var(--text-3)',
  'var(--text-2)',
  'var(--ink)',
];

const input = { classNames: { label: controls.label, input: controls.input, description: controls.help, error: controls.error } };
const dropdown = { classNames: { dropdown: controls.dropdown, option: controls.option } };

export const theme = createTheme({
  colors: { ink },
  primaryColor: 'ink',
  primaryShade: 9,
  defaultRadius: 4,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: 'var(--t-11)', sm: 'var(--t-12)', md: 'var(--t-13)', lg: 'var(--t-15)', xl: 'var(--t-20)' },
  spacing: { xs: 'var(--s-1)', sm: 'var(--s-2)', md: 'var(--s-3)', lg: 'var(--s-4)', xl: 'var(--s-6)' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'default',
  respectReducedMotion: true,
  focusRing: 'auto',
  focusClassName: controls.focus,
  activeClassName: '',
  components: {
    Button: { classNames: { root: controls.button, label: controls.buttonLabel, section: controls.buttonSection } },
    ActionIcon: { classNames: { root: controls.iconButton } },
    InputWrapper: { classNames: { label: controls.label, description: controls.help, error: controls.error } },
    TextInput: input,
    Textarea: input,
    PasswordInput: { classNames: { ...input.classNames, innerInput: controls.innerInput } },
    Select: { defaultProps: { rightSection: createElement(Icon, { name: 'down', small: true }), rightSectionPointerEvents: 'none' }, classNames: { ...input.classNames, ...dropdown.classNames } },
    Checkbox: { classNames: { root: controls.checkRoot, input: controls.checkbox, label: controls.checkLabel } },
    Switch: {
      defaultProps: { withThumbIndicator: false },
      classNames: { root: controls.switch, body: controls.switchBody, track: controls.track, thumb: controls.thumb, label: controls.checkLabel },
    },
    SegmentedControl: { classNames: { root: controls.segments, label: controls.segment, indicator: controls.indicator } },
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: { duration: 0 } },
      classNames: { dropdown: controls.dropdown, item: controls.option, label: controls.menuLabel },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } }, classNames: { dropdown: controls.dropdown } },
    Combobox: dropdown,
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 0 }, overlayProps: { className: controls.scrim } },
      classNames: { content: controls.dialog, header: controls.dialogHead, title: controls.dialogTitle, body: controls.dialogBody },
    },
    Tooltip: { defaultProps: { openDelay: 500, transitionProps: { duration: 0 } }, classNames: { tooltip: controls.tooltip } },
  },
});

const mapped = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-error': 'var(--text)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text-3)',
};

/** Mantine's own colours become the console's in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });
