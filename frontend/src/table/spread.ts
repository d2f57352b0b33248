import type { ColumnShape } from './columns';

// spread makes columns wider where there is room: first those whose texts are
// often cut off, each up to its most, and then the last one, so that the lines
// between rows reach the edge. A width that somebody chose stays.
export function spread<C extends Pick<ColumnShape, 'width' | 'most'>>(columns: readonly C[], room: number): C[] {
  let left = room - columns.reduce((sum, { width }) => sum + width, 0);
  if (left <= 0) return [...columns];
  const wants = ({ width, most = width }: C) => most - width;
  const wanted = columns.reduce((sum, one) => sum + wants(one), 0);
  const share = wanted > 0 ? Math.min(1, left / wanted) : 0;
  const wider = columns.map((one) => ({ ...one, width: one.width + Math.floor(share * wants(one)) }));
  left = room - wider.reduce((sum, { width }) => sum + width, 0);
  const last = wider.at(-1);
  if (last?.most !== undefined) last.width += left;
  return wider;
}
