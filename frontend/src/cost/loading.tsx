import { makeStyles, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({ skeleton: { display: 'grid', gap: '12px', padding: '20px' } });

// Loading stands where licenses will be.
export function Loading() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('state.loading')}>
      <Skeleton aria-hidden="true" style={{ display: 'grid', gap: 12 }}>
        {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
          <SkeletonItem key={key} size={20} />
        ))}
      </Skeleton>
    </div>
  );
}
