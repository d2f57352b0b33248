import { Button, makeStyles } from '@fluentui/react-components';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import { useActions } from '../jobs/use-actions';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '34px',
    padding: '0 12px 0 20px',
    fontSize: '13px',
    backgroundColor: 'var(--ll-canvas)',
    borderTop: '1px solid var(--ll-line)',
  },
  icon: { fontSize: '16px', flexShrink: 0 },
});

// folderOf gives the folder of a file, on every system.
export const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, '');

// folderName is how people know a folder: its last name.
export const folderName = (path: string): string => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;

// WatchBar tells of a watched folder when it needs a person: files that ask
// something, or a folder that cannot be read. Otherwise it is not there.
export function WatchBar() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { showFiles } = useActions();
  const { data: state } = useQuery(stateQuery());
  const watching = state?.watching;
  if (!watching) return null;
  const folder = folderName(watching.folder);
  const waiting = watching.files;
  if (!watching.trouble && waiting.length === 0) return null;
  return (
    <div className={styles.bar} role="status">
      {watching.trouble ? (
        <WarningRegular className={styles.icon} aria-hidden="true" />
      ) : (
        <FolderRegular className={styles.icon} aria-hidden="true" />
      )}
      <span>
        {watching.trouble ? t('watch.trouble', { folder }) : t('watch.waiting', { count: waiting.length, folder })}
      </span>
      {waiting.length > 0 ? (
        <Button size="small" onClick={() => showFiles(waiting.map(({ path }) => path))}>
          {t('watch.look')}
        </Button>
      ) : null}
    </div>
  );
}
