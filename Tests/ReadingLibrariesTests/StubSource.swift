/// C stubs of both libraries, written against the prototypes of vitale.md 5.3 and 5.5. A stub does what the file `scenario`
/// beside it says, word by word; it notes what it was asked in the file `calls`, and always prints a name of the card on
/// standard output and standard error.
enum StubSource {
    static let api =
        common + #"""
            #include "reading.h"

            unsigned short Hn_Init(unsigned char *path, unsigned short *mode, unsigned short *code) {
                noise();
                call("Hn_Init", (char *)path, *mode);
                if (has("crash-init")) crash();
                if (has("exit-init")) exit(7);
                *code = number("init-code=", 0);
                return number("init=", 0);
            }

            unsigned short Hn_LectureVitaleDonneesIdentification(
                short patience, char *data, unsigned int *length, short *state, unsigned short *code) {
                noise();
                call("Hn_Lecture", "", patience);
                if (has("hang")) for (;;) pause();
                *code = number("read-code=", 0);
                if (number("read=", 0)) return number("read=", 0);
                if (*length != 65536) return 99;
                FILE *f = fopen(beside("document.xml"), "rb");
                size_t n = f ? fread(data, 1, *length, f) : 0;
                *length = n;
                if (has("length-long")) *length = 65537;
                if (has("length-longer")) *length = 0xFFFFFFFF;
                if (has("length-zero")) *length = 0;
                if (has("length-untouched")) *length = 65536;
                *state = 0;
                return 0;
            }

            #ifndef WITHOUT_FINISH
            unsigned short Hn_Finir(unsigned short *code) { *code = 3; return number("finish=", 0); }
            #endif
            """#

    static let mica =
        common + #"""
            #include "mica.h"
            #include <sys/prctl.h>

            unsigned short MICA_Init(T_Init_Liste *list) {
                noise();
                if (has("crash-mica")) crash();
                return list ? 99 : number("mica-init=", 0);
            }

            unsigned short MICA_Terminer(void) { call("MICA_Terminer", "", 0); return 0; }

            unsigned short MICA_LireVersion(char *version) {
                int open = 0;
                for (int fd = 0; fd < 64; fd++) open += fcntl(fd, F_GETFD) >= 0;
                sprintf(version, "%d dumpable %d, open %d", (int)getpid(), prctl(PR_GET_DUMPABLE), open);
                return number("version=", 0);
            }

            /* Without an end: exactly what the scenario says. */
            static void serial(unsigned char *out) {
                const char *s = word("serial=");
                if (s) memcpy(out, s, strcspn(s, " \n"));
            }

            unsigned short MICA_ControlePresenceCarteVitale(char *resource, unsigned char *out, unsigned char *state) {
                noise();
                call("MICA_ControlePresence", resource, out[0] != 0);
                if (number("presence=", 0)) return number("presence=", 0);
                unsigned char mine[256] = {0};
                serial(mine);
                if (!out[0]) { serial(out); *state = number("first=", 0); return 0; }
                *state = number("then=", strcmp((char *)mine, (char *)out) ? 2 : 1);
                return 0;
            }

            unsigned short MICA_SignatureVitale(
                char *resource, unsigned char id, unsigned short length, unsigned char *data, T_InfosCarte *card) {
                call("MICA_Signature", resource, length);
                if (number("signature=", 0)) return number("signature=", 0);
                if (id != 1 || data) return 99;
                memset(card, 0x31, sizeof *card);
                memset(card->numSerie, 0, sizeof card->numSerie);
                card->typeCarte = number("type=", 3);
                card->natureCarte = word("nature=") ? *word("nature=") : 'R';
                serial(card->numSerie);
                if (has("other-card")) card->numSerie[0] ^= 1;
                return 0;
            }
            """#

    private static let common = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>

        static const char *beside(const char *name) {
            static char path[4096];
            Dl_info me;
            dladdr((void *)beside, &me);
            snprintf(path, sizeof path, "%s", me.dli_fname);
            snprintf(strrchr(path, '/') + 1, 64, "%s", name);
            return path;
        }
        /* What follows that word in the scenario. */
        static const char *word(const char *start) {
            static char text[4096];
            FILE *f = fopen(beside("scenario"), "r");
            size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
            text[n] = 0;
            if (f) fclose(f);
            char *found = strstr(text, start);
            return found ? found + strlen(start) : 0;
        }
        static int has(const char *name) { return word(name) != 0; }
        static int number(const char *name, int otherwise) {
            const char *text = word(name);
            return text ? (int)strtol(text, 0, 0) : otherwise;
        }
        static void call(const char *name, const char *argument, int value) {
            FILE *f = fopen(beside("calls"), "a");
            if (f) { fprintf(f, "%s(%s, %d)\n", name, argument, value); fclose(f); }
        }
        static void noise(void) {
            printf("CANARI DU PORTEUR\n");
            fflush(stdout);
            write(1, "CANARI DU PORTEUR\n", 18);
            write(2, "CANARI DU PORTEUR\n", 18);
        }
        static void crash(void) { *(volatile int *)8 = 1; }
        __attribute__((constructor)) static void load(void) { noise(); if (has("crash-load")) crash(); }

        """#
}
