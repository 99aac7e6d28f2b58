// libxml2, opened on first use: its reader, for XML from memory and for the tree that its HTML parser makes. The few
// functions used are declared here as they have stood since libxml2 2.9, in soname 2 and in soname 16: neither its
// headers nor the library are needed to build. Only functions are called, no structure is looked into.
#pragma once
#include "../CShared/open_library.h"

typedef struct duban_xml_reader *duban_xml_reader;
typedef struct duban_xml_tree *duban_xml_tree;

// Options of the parsers (xmlParserOption, htmlParserOption) and kinds of nodes (xmlReaderTypes).
enum {
    DUBAN_XML_RECOVER = 1, DUBAN_XML_NOERROR = 32, DUBAN_XML_NOWARNING = 64, DUBAN_XML_NONET = 2048,
    DUBAN_XML_ELEMENT = 1, DUBAN_XML_TEXT = 3, DUBAN_XML_CDATA = 4, DUBAN_XML_ENTITY_REFERENCE = 5,
    DUBAN_XML_DOCUMENT_TYPE = 10, DUBAN_XML_WHITESPACE = 13, DUBAN_XML_SIGNIFICANT_WHITESPACE = 14,
    DUBAN_XML_END_ELEMENT = 15
};

// The functions used, one pointer each. Filled once by duban_xml_open, read-only afterwards.
struct duban_xml {
    void (*initialise)(void);
    void (*set_error_handler)(void *, void (*)(void *, const void *));
    duban_xml_reader (*reader_for_memory)(const char *, int, const char *, const char *, int);
    duban_xml_reader (*reader_walker)(duban_xml_tree);
    void (*free_reader)(duban_xml_reader);
    int (*read)(duban_xml_reader);
    int (*node_type)(duban_xml_reader);
    int (*is_empty)(duban_xml_reader);
    const unsigned char *(*local_name)(duban_xml_reader);
    const unsigned char *(*value)(duban_xml_reader);
    int (*next_attribute)(duban_xml_reader);
    int (*to_element)(duban_xml_reader);
    duban_xml_tree (*html_read)(const char *, int, const char *, const char *, int);
    void (*free_tree)(duban_xml_tree);
};

// Opens `library` and fills `table`. Returns 0, or -1 with the loader's own words in `why`.
static inline int duban_xml_open(const char *library, struct duban_xml *table, char *why, size_t room) {
    const struct duban_symbol wanted[] = {
        {"xmlReaderForMemory", &table->reader_for_memory},
        {"xmlReaderWalker", &table->reader_walker},
        {"xmlFreeTextReader", &table->free_reader},
        {"xmlTextReaderRead", &table->read},
        {"xmlTextReaderNodeType", &table->node_type},
        {"xmlTextReaderIsEmptyElement", &table->is_empty},
        {"xmlTextReaderConstLocalName", &table->local_name},
        {"xmlTextReaderConstValue", &table->value},
        {"xmlTextReaderMoveToNextAttribute", &table->next_attribute},
        {"xmlTextReaderMoveToElement", &table->to_element},
        {"xmlInitParser", &table->initialise},
        {"xmlSetStructuredErrorFunc", &table->set_error_handler},
        {"htmlReadMemory", &table->html_read},
        {"xmlFreeDoc", &table->free_tree},
    };
    if (duban_open_library(library, wanted, sizeof wanted / sizeof wanted[0], why, room)) return -1;
    table->initialise();  // Once, before several threads read.
    return 0;
}

// Without a handler some faults of encoding are printed whatever the options say. To be called on each thread that reads.
static inline void duban_xml_ignore_error(void *context, const void *error) { (void)context, (void)error; }
static inline void duban_xml_hush(const struct duban_xml *t) { t->set_error_handler(NULL, duban_xml_ignore_error); }
