#ifndef CREADINGLIBRARIES_MICA_H
#define CREADINGLIBRARIES_MICA_H

/* MICA (vitale.md 5.5). The functions are found by name at run time; nothing links to them. 0 is success. */

typedef struct {
    char *name;
    char *value;
} T_Init_Param;

/* Tuning of MICA_Init; a null list leaves the defaults. */
typedef struct {
    int taille;
    T_Init_Param parametre[8];
} T_Init_Liste;

typedef struct {
    unsigned short typeCarte;
    unsigned char natureCarte;
    unsigned char atr[33];
    unsigned short longueurAtr;
    unsigned char numSerie[21];
    unsigned short numEncarteur;
    unsigned char cleMereV2[256];
} T_InfosCarte;

_Static_assert(sizeof(T_InfosCarte) == 318, "the size that the owner of MICA states");

unsigned short MICA_Init(T_Init_Liste *listeEntree);
unsigned short MICA_Terminer(void);

/* XX.YY.ZZ */
unsigned short MICA_LireVersion(char *pcVersionMICA);

/* pucNumSerie: an empty text is filled in, another one compared. */
unsigned short MICA_ControlePresenceCarteVitale(
    char *pcNomRessourceVitale, unsigned char *pucNumSerie, unsigned char *pucEtatCarte);

/* With a length of 0 and no data it only tells about the card. */
unsigned short MICA_SignatureVitale(
    char *pcNomRessourceVitale, unsigned char ucIdSig, unsigned short usTailleDonnees, unsigned char *pucDonnees,
    T_InfosCarte *pInfosCarte);

typedef unsigned short (*MICA_Init_Function)(T_Init_Liste *);
typedef unsigned short (*MICA_Terminer_Function)(void);
typedef unsigned short (*MICA_LireVersion_Function)(char *);
typedef unsigned short (*MICA_ControlePresenceCarteVitale_Function)(char *, unsigned char *, unsigned char *);
typedef unsigned short (*MICA_SignatureVitale_Function)(
    char *, unsigned char, unsigned short, unsigned char *, T_InfosCarte *);

/* ucIdSig: the signature of the compulsory insurance. */
enum { SIG_AMO = 1 };

#endif
