import { makeStyles, ProgressBar } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PreviewProgress } from '../api/events';
import { previewProgressKey } from '../api/queries';

const useStyles = makeStyles({
  reading: { padding: '14px 0 16px' },
  text: { margin: '0 0 8px', fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
  quiet: { color: 'var(--ll-quiet)' },
});

// Reading tells how far files are read that take a while.
export function Reading(props: { count: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data: progress } = useQuery<PreviewProgress | null>({
    queryKey: previewProgressKey,
    queryFn: () => null,
    enabled: false,
  });
  const label = t('import.reading', { count: props.count });
  return (
    <div className={styles.reading}>
      <p className={styles.text}>
        {progress ? (
          <>
            <span>
              {progress.of > 1
                ? t('import.readingOf', { file: progress.file, nth: progress.nth, of: progress.of })
                : t('import.readingOne', { file: progress.file })}
            </span>{' '}
            <span className={styles.quiet}>{t('import.readingRows', { count: progress.rows })}</span>
          </>
        ) : (
          label
        )}
      </p>
      <ProgressBar aria-label={label} {...(progress ? { value: progress.part } : {})} />
    </div>
  );
}
