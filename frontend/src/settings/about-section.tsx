import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diagnosticsQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { NewerVersions } from './newer-versions';
import { Section, Setting } from './section';

const useStyles = makeStyles({
  report: {
    margin: '4px 0 0',
    padding: '10px 12px',
    fontFamily: 'var(--fontFamilyMonospace)',
    fontSize: '12px',
    lineHeight: '18px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
    borderRadius: '6px',
    backgroundColor: 'var(--ll-canvas)',
  },
  summary: { fontSize: '13px', cursor: 'pointer' },
});

// AboutSection says what this is, and gives what support needs to know.
export function AboutSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { data } = useQuery(diagnosticsQuery());
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(data?.report ?? '');
    setCopied(true);
  };
  return (
    <Section title={t('settings.about.title')}>
      <Setting
        name={t('settings.about.version', { version: data?.version ?? '' })}
        hint={t('settings.about.what')}
        control={
          <Button disabledFocusable={!data} onClick={() => void copy()}>
            {copied ? t('settings.about.copied') : t('settings.about.copy')}
          </Button>
        }
      >
        {data?.schema ? (
          <p style={{ margin: '0 0 6px', fontSize: 13 }}>
            {t('settings.about.file', {
              schema: data.schema,
              size: format.size(data.bytes),
              count: data.readings,
            })}
          </p>
        ) : null}
        {data ? (
          <details>
            <summary className={styles.summary}>{t('settings.about.report')}</summary>
            <pre className={styles.report} lang="en">
              {data.report}
            </pre>
          </details>
        ) : null}
      </Setting>
      <NewerVersions />
    </Section>
  );
}
