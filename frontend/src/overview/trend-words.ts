import type { TFunction } from 'i18next';
import type { TrendPoint } from '../api/types';
import type { Format } from '../i18n/format';
import { type Series, sizeOf } from './trend-shape';

// pointText says a reading in one line. Readings of one day are told apart by
// their time.
export function pointText(point: TrendPoint, alone: boolean, t: TFunction, format: Format): string {
  const day = alone ? format.shortDay(point.at) : format.when(point.at);
  const { rows, licensed } = point;
  if (rows != null && licensed != null) return t('overview.trend.point', { day, rows, people: licensed });
  if (rows != null) return t('overview.trend.pointRows', { day, rows });
  if (licensed != null) return t('overview.trend.pointPeople', { day, people: licensed });
  return t('overview.trend.pointNone', { day });
}

// sizeText says one of the numbers of a reading.
export function sizeText(point: TrendPoint, series: Series, t: TFunction, format: Format): string {
  const day = format.when(point.at);
  const size = sizeOf(point, series) ?? 0;
  return series === 'rows'
    ? t('overview.trend.pointRows', { day, rows: size })
    : t('overview.trend.pointPeople', { day, people: size });
}
