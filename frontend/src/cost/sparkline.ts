// Line is a series drawn: its points month by month, joined where nothing between
// them is unknown.
type Known = number | undefined;

// scaleOf gives the lowest and the highest of some series. Less than a tenth up or
// down is no mountain.
export function scaleOf(series: Known[][]): { low: number; high: number } {
  const known = series.flat().filter((value): value is number => value !== undefined);
  if (known.length === 0) return { low: 0, high: 1 };
  const high = Math.max(...known, 1);
  return { low: Math.max(0, Math.min(...known, high * 0.9)), high };
}

// pathOf draws a series in a box of this size.
export function pathOf(values: Known[], scale: { low: number; high: number }, width: number, height: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const up = (value: number) => height - ((value - scale.low) / (scale.high - scale.low || 1)) * height;
  let path = '';
  let joined = false;
  for (const [index, value] of values.entries()) {
    if (value === undefined) {
      joined = false;
      continue;
    }
    const point = `${(index * step).toFixed(1)} ${up(value).toFixed(1)}`;
    // A month between two that are unknown is a dot: a line of no length with round ends.
    path += joined ? `L${point}` : `M${point}L${point}`;
    joined = true;
  }
  return path;
}
