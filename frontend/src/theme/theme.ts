import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';

// One accent: the green-blue of ink on ledger paper. Step 80 carries white
// text at 4.9:1; 110 carries dark text on dark ground.
const ink: BrandVariants = {
  10: '#031416',
  20: '#082225',
  30: '#0b3338',
  40: '#0c4148',
  50: '#0c5059',
  60: '#0c5e69',
  70: '#0d6c78',
  80: '#117a87',
  90: '#2d8995',
  100: '#4698a3',
  110: '#5fa8b2',
  120: '#78b7c0',
  130: '#93c6ce',
  140: '#aed6dc',
  150: '#cae6ea',
  160: '#e6f5f7',
};

export const fontFamilyBase = "'Segoe UI Variable Text', 'Segoe UI', system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif";

// Our own tokens: what Fluent's have no word for. They are CSS variables beside
// Fluent's, set once at the root.
const own = {
  light: {
    '--ll-canvas': '#f7f8f8',
    '--ll-sheet': '#ffffff',
    '--ll-line': '#e6e9ea',
    '--ll-quiet': '#5c6467',
    '--ll-now': ink[80],
    '--ll-tick': '#a9babd',
    '--ll-tick-hover': '#5f8187',
    '--ll-past': '#fff6e0',
    '--ll-past-line': '#eed9a2',
    '--ll-past-ink': '#5b4300',
    '--ll-row-hover': '#f1f6f7',
    '--ll-unknown': '#6a5200',
    '--ll-here': '#e8eeef',
    '--ll-edge': 'rgba(0, 0, 0, 0.12)',
  },
  dark: {
    '--ll-canvas': '#15191a',
    '--ll-sheet': '#1c2122',
    '--ll-line': '#2d3436',
    '--ll-quiet': '#a3aeb1',
    '--ll-now': ink[120],
    '--ll-tick': '#53666a',
    '--ll-tick-hover': '#8fb0b6',
    '--ll-past': '#3a3018',
    '--ll-past-line': '#5b4c24',
    '--ll-past-ink': '#f3dfa8',
    '--ll-row-hover': '#242b2d',
    '--ll-unknown': '#e2c36f',
    '--ll-here': '#273134',
    '--ll-edge': 'rgba(0, 0, 0, 0.6)',
  },
} as const;

export type Look = 'light' | 'dark';

// What people read and press is one size everywhere: that of rows.
const type = { fontFamilyBase, fontSizeBase300: '13px' };

const lightTheme: Theme = {
  ...createLightTheme(ink),
  ...type,
  colorNeutralBackground2: own.light['--ll-canvas'],
};

const darkTheme: Theme = {
  ...createDarkTheme(ink),
  ...type,
  // Fluent's greys have no colour; ours lean to that of the ink.
  colorNeutralBackground1: own.dark['--ll-sheet'],
  colorNeutralBackground1Hover: own.dark['--ll-here'],
  colorNeutralBackground3: own.dark['--ll-canvas'],
  colorSubtleBackgroundHover: own.dark['--ll-here'],
  colorSubtleBackgroundSelected: own.dark['--ll-here'],
  colorSubtleBackgroundPressed: own.dark['--ll-row-hover'],
  colorNeutralBackground2: own.dark['--ll-canvas'],
  // What floats is as dark as what is under it: a line tells where it ends.
  colorTransparentStroke: own.dark['--ll-line'],
  colorBrandForeground1: ink[120],
  colorBrandForegroundLink: ink[120],
  colorCompoundBrandForeground1: ink[120],
  colorCompoundBrandStroke: ink[110],
};

export const themes: Record<Look, Theme> = { light: lightTheme, dark: darkTheme };
export const ownTokens: Record<Look, Record<string, string>> = own;
