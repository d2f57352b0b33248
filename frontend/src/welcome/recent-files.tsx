import { Button, Link, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantsQuery } from '../api/queries';
import type { Recent } from '../api/types';
import { useGo } from '../app/place';
import { nameOf, useRecents } from '../app/use-recents';
import { useFormat } from '../i18n/format';
import { folderName, folderOf } from '../imports/watch-bar';
import { useActions } from '../jobs/use-actions';
import { useNamesHidden } from '../settings/use-settings';
import { TenantMark } from '../theme/tenant-mark';

const useStyles = makeStyles({
  section: { margin: '0 0 28px' },
  title: { margin: '0 0 6px', fontSize: '13px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  list: { listStyle: 'none', margin: '0 0 0 -12px', padding: 0 },
  item: { display: 'flex', alignItems: 'center', gap: '4px' },
  file: {
    flexGrow: 1,
    minWidth: 0,
    justifyContent: 'flex-start',
    gap: '10px',
    padding: '6px 12px',
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'start',
    flexWrap: 'wrap',
  },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  quiet: { color: 'var(--ll-quiet)', fontSize: '13px', overflowWrap: 'anywhere' },
  end: { marginLeft: 'auto', fontVariantNumeric: 'tabular-nums' },
});

function File(props: { file: Recent; onRemove: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { busy, openPath } = useActions();
  const hidden = useNamesHidden();
  const { file } = props;
  const name = nameOf(file);
  const base = folderName(file.path);
  return (
    <li className={styles.item}>
      <Button
        appearance="subtle"
        className={styles.file}
        disabledFocusable={busy || file.missing}
        title={hidden ? undefined : file.path}
        onClick={() => void openPath(file.path)}
      >
        <TenantMark colour={file.colour} />
        <span className={styles.name}>{name}</span>
        {file.missing ? (
          <span className={styles.quiet}>
            {hidden ? t('recents.missing') : t('recents.missingAt', { folder: folderOf(file.path) })}
          </span>
        ) : (
          <>
            {base === name ? null : <span className={styles.quiet}>{base}</span>}
            <span className={`${styles.quiet} ${styles.end}`}>
              {file.lastRead ? t('recents.lastRead', { when: format.when(file.lastRead) }) : t('recents.neverRead')}
            </span>
          </>
        )}
      </Button>
      <Tooltip content={t('recents.remove', { name })} relationship="label">
        <Button appearance="subtle" size="small" icon={<DismissRegular />} onClick={props.onRemove} />
      </Tooltip>
    </li>
  );
}

// RecentFiles offers the history files that were opened before; nothing when
// there is none.
export function RecentFiles() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { recents, remove } = useRecents();
  const { data: tenants } = useQuery(tenantsQuery());
  const { go } = useGo();
  const several = (tenants?.length ?? 0) > 1;
  const id = useId();
  if (recents.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t('recents.title')}
      </h2>
      <ul className={styles.list}>
        {recents.map((file) => (
          <File key={file.path} file={file} onRemove={() => void remove(file)} />
        ))}
      </ul>
      {several ? <Link onClick={() => go({ to: 'page', page: 'tenants' })}>{t('tenants.all')}</Link> : null}
    </section>
  );
}
