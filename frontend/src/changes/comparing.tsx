import { Button, makeStyles, ProgressBar, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../states/use-delayed';

const useStyles = makeStyles({
  working: { display: 'grid', gap: '8px', padding: '14px 20px 0', minHeight: '54px' },
  line: { display: 'flex', alignItems: 'center', gap: '12px', fontSize: '13px' },
  end: { marginLeft: 'auto' },
  skeleton: { display: 'grid', gap: '12px', padding: '16px 20px' },
});

// Comparing stands where the changes will: nothing moves at first, and after a
// second it says what goes on, and can be canceled.
export function Comparing(props: { from: string; to: string; onCancel: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const long = useDelayed(true, 700); // it is shown 300 ms after it began
  return (
    <>
      <div className={styles.working}>
        {long ? (
          <>
            <ProgressBar thickness="medium" shape="square" aria-label={t('changes.comparing.label')} />
            <div className={styles.line}>
              <span role="status">{t('changes.comparing.text', { from: props.from, to: props.to })}</span>
              <Button className={styles.end} size="small" onClick={props.onCancel}>
                {t('job.cancel')}
              </Button>
            </div>
          </>
        ) : (
          <span role="status" aria-label={t('state.loading')} />
        )}
      </div>
      <div className={styles.skeleton}>
        <Skeleton aria-hidden="true" style={{ display: 'grid', gap: 12 }}>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <SkeletonItem key={key} size={20} />
          ))}
        </Skeleton>
      </div>
    </>
  );
}
