import './theme/base.css';
import { stayHere } from './app/stay';
import { handOver, painted } from './picture/hand-over';
import { nonceStyles } from './theme/nonce';

stayHere();
nonceStyles();

// The page as it was left, if the program put it there, is seen before the
// scripts of the page are read, which takes longer than everything else.
const picture = document.getElementById('picture');
if (picture) await painted();
const { start } = await import('./start');
const root = start();
if (picture) handOver(picture, root);
