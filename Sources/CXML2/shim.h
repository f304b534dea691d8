#pragma once

// libxml2's headers bring in ICU's, whose types differ from those of the ICU inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlwriter.h>

// xmlFree is a mutable function pointer, which Swift 6 refuses as unsynchronised global state.
static inline void shim_xml_free(void *pointer) { xmlFree(pointer); }
