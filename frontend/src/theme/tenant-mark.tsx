import { makeStyles } from '@fluentui/react-components';
import { inkOf } from './tenant-colours';
import { useChosenLook } from './use-look';

const useStyles = makeStyles({
  mark: {
    display: 'inline-block',
    flexShrink: 0,
    boxSizing: 'border-box',
    width: '12px',
    height: '12px',
    borderRadius: '4px',
    border: '6px solid',
    forcedColorAdjust: 'none',
  },
});

// TenantMark is the colour of a tenant, beside its name.
export function TenantMark(props: { colour: string }) {
  const styles = useStyles();
  const look = useChosenLook();
  return <span className={styles.mark} style={{ borderColor: inkOf(props.colour, look) }} aria-hidden="true" />;
}
