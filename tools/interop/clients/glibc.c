/* glibc's resolver library: res_nquery, which mail servers written in C use.
 *
 *   glibc SERVER PORT NAME[/TXT]...    a line for each name: NAME, a tab, records|error, a tab, octets in hexadecimal or what went wrong
 */
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <resolv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RMX 65280
#define LARGEST 65535

static const char *reason(int h_error) {
    switch (h_error) {
    case HOST_NOT_FOUND: return "HOST_NOT_FOUND";
    case TRY_AGAIN: return "TRY_AGAIN";
    case NO_RECOVERY: return "NO_RECOVERY";
    case NO_DATA: return "NO_DATA";
    default: return "another error";
    }
}

/* Of NAME/TXT, TXT is asked. */
static void ask(struct __res_state *state, const char *name) {
    static unsigned char answer[LARGEST];
    char owner[NS_MAXDNAME];
    ns_msg message;
    snprintf(owner, sizeof owner, "%s", name);
    char *slash = strchr(owner, '/');
    int type = slash ? ns_t_txt : RMX;
    if (slash) *slash = 0;
    int length = res_nquery(state, owner, ns_c_in, type, answer, sizeof answer);
    if (length < 0) {
        printf("%s\terror\t%s\n", name, reason(state->res_h_errno));
        return;
    }
    if (ns_initparse(answer, length, &message) < 0) {
        printf("%s\terror\tns_initparse refuses the message\n", name);
        return;
    }
    printf("%s\trecords\t", name);
    const char *between = "";
    for (int i = 0; i < ns_msg_count(message, ns_s_an); i++) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, i, &record) < 0) break;
        if (ns_rr_type(record) != type) continue;
        printf("%s", between);
        between = ",";
        for (int k = 0; k < ns_rr_rdlen(record); k++) printf("%02x", ns_rr_rdata(record)[k]);
    }
    printf("\n");
}

int main(int count, char **words) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (count < 3 || res_ninit(&state) < 0) return 2;
    state.nscount = 1;
    state.nsaddr_list[0].sin_family = AF_INET;
    state.nsaddr_list[0].sin_port = htons((unsigned short)atoi(words[2]));
    if (inet_pton(AF_INET, words[1], &state.nsaddr_list[0].sin_addr) != 1) return 2;
    for (int i = 3; i < count; i++) ask(&state, words[i]);
    res_nclose(&state);
    return 0;
}
