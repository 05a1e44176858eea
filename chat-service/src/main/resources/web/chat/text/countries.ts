/** ISO 3166-1 alpha-2. */
export const COUNTRIES = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
  'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH ' +
  'KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC ' +
  'SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');

/** What a postcode looks like there; only a hint, the service decides. */
export const POSTCODES: Record<string, string> = {
  AT: '1010', AU: '2000', BE: '1000', BR: '01310-100', CA: 'K1A 0B1', CH: '8001', CZ: '110 00', DE: '50667', DK: '1050',
  ES: '28013', FI: '00100', FR: '75001', GB: 'SW1A 1AA', GR: '105 57', HU: '1051', IE: 'D02 AF30', IN: '110001',
  IT: '00184', JP: '100-0001', LU: '1009', MX: '06000', NL: '1012 AB', NO: '0150', PL: '00-001', PT: '1100-148',
  SE: '111 20', SG: '018956', US: '10001',
};

/** Countries in which letters arrive without a postcode. */
export const WITHOUT_POSTCODE = new Set(['AE', 'AO', 'BO', 'GH', 'HK', 'JM', 'MO', 'QA', 'UG', 'ZW']);
