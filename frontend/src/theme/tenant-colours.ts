import type { Look } from './theme';

// The colours that tell tenants apart, by the names that the program knows.
// Each stands out at 3:1 or more from the ground of its look; none carries
// text, and the name of the tenant always stands beside it.
const colours = {
  teal: { light: '#117a87', dark: '#5fb3bd' },
  blue: { light: '#2767c4', dark: '#7aa9ee' },
  plum: { light: '#93338c', dark: '#d68fcf' },
  amber: { light: '#a86a00', dark: '#e0ad4e' },
  green: { light: '#3a7d34', dark: '#86c47f' },
  rust: { light: '#b1492b', dark: '#ea9677' },
  indigo: { light: '#5550b8', dark: '#a6a2f0' },
  slate: { light: '#5a6b78', dark: '#a3b4c0' },
} as const;

export type TenantColour = keyof typeof colours;
export const tenantColours = Object.keys(colours) as TenantColour[];

// inkOf gives a colour as it looks; one of another version looks like the first.
export const inkOf = (colour: string, look: Look): string => (colours[colour as TenantColour] ?? colours.teal)[look];
