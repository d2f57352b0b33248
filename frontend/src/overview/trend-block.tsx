import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trendQuery } from '../api/queries';
import { indexOf } from '../day/days';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { CouldNotRead } from '../states/failed';
import { useDelayed } from '../states/use-delayed';
import { Block } from './block';
import { Lines } from './lines';
import { TrendChart } from './trend-chart';
import { TrendTable } from './trend-table';
import { pointText } from './trend-words';

const useStyles = makeStyles({
  // As tall as the lines, so that nothing moves when they come or give way to the table.
  body: { minHeight: '290px' },
  beside: { marginRight: '-8px' }, // so that its words end where the lines do
  quiet: { margin: 0, fontSize: '13px', lineHeight: '20px', color: 'var(--ll-quiet)' },
});

// TrendBlock shows the size of all readings; each opens its day.
export function TrendBlock(props: { className?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { readings, reading, travel } = useDay();
  const query = useQuery(trendQuery());
  const [asTable, setAsTable] = useState(false);
  const points = query.data;
  const slow = useDelayed(query.isFetching && !points);

  const body = () => {
    if (query.error) return <CouldNotRead thrown={query.error} onRetry={() => void query.refetch()} />;
    if (!points) return slow ? <Lines count={4} size={24} /> : null;
    if (points.length < 2) return <p className={styles.quiet}>{t('overview.trend.one')}</p>;
    const open = (index: number) => {
      const to = indexOf(readings, String(points[index]?.id));
      if (to >= 0) travel(to);
    };
    const nameOf = (index: number) => {
      const point = points[index];
      if (!point) return '';
      const near = [points[index - 1], points[index + 1]];
      const alone = near.every((other) => !other || format.day(other.at) !== format.day(point.at));
      return pointText(point, alone, t, format);
    };
    return asTable ? (
      <TrendTable points={points} onTravel={open} />
    ) : (
      <TrendChart
        points={points}
        here={points.findIndex(({ id }) => id === reading?.id)}
        nameOf={nameOf}
        onTravel={open}
      />
    );
  };
  return (
    <Block
      title={t('overview.trend.title')}
      className={props.className}
      beside={
        points && points.length > 1 ? (
          <Button className={styles.beside} size="small" appearance="subtle" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('overview.trend.picture') : t('overview.trend.table')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles.body}>{body()}</div>
    </Block>
  );
}
