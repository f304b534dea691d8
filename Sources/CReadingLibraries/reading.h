#ifndef CREADINGLIBRARIES_READING_H
#define CREADINGLIBRARIES_READING_H

/* API de lecture Vitale (vitale.md 5.3). The functions are found by name at run time; nothing links to them. 0 is success. */

/* pcChemin: where api_lec.ini is. pusMode: its values are not public; programs in the field pass 0. */
unsigned short Hn_Init(unsigned char *pcChemin, unsigned short *pusMode, unsigned short *pusCodeErreur);

/* sTempsAttente: seconds. puiLgDataOut: in, the size of pcDataOut; out, the length of the XML. */
unsigned short Hn_LectureVitaleDonneesIdentification(
    short sTempsAttente, char *pcDataOut, unsigned int *puiLgDataOut, short *psEtatCarte,
    unsigned short *pusCodeErreur);

unsigned short Hn_Finir(unsigned short *pusCodeErreur);

typedef unsigned short (*Hn_Init_Function)(unsigned char *, unsigned short *, unsigned short *);
typedef unsigned short (*Hn_LectureVitaleDonneesIdentification_Function)(
    short, char *, unsigned int *, short *, unsigned short *);
typedef unsigned short (*Hn_Finir_Function)(unsigned short *);

/* The size of pcDataOut. */
enum { HN_DATA_SIZE = 65536 };

#endif
