export { deskSite } from '../sites/read-desk-site';
