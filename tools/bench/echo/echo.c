/*
 * The kernel's limit: takes datagrams with recvmmsg, sets QR, pads each to a given length, and sends them back with
 * sendmmsg. No server that answers at once whatever has come can be cheaper; one that waits for more to come can.
 *
 *   echo ADDRESS PORT OCTETS [THREADS]
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { BATCH = 64, LARGEST = 4096 };

static struct sockaddr_in where;
static size_t octets;

static void *serve(void *unused)
{
    static __thread unsigned char data[BATCH][LARGEST];
    static __thread struct sockaddr_in from[BATCH];
    struct mmsghdr in[BATCH], out[BATCH];
    struct iovec take[BATCH], give[BATCH];
    int one = 1, buffer = 4 << 20, omit = IP_PMTUDISC_OMIT;
    int udp = socket(AF_INET, SOCK_DGRAM, 0);
    (void)unused;
    setsockopt(udp, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    setsockopt(udp, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    /* As all of the servers do, so that the packets are of the same kind: without "don't fragment", with an identification. */
    setsockopt(udp, IPPROTO_IP, IP_MTU_DISCOVER, &omit, sizeof omit);
    if (udp < 0 || bind(udp, (struct sockaddr *)&where, sizeof where) != 0) {
        perror("echo");
        exit(1);
    }
    memset(in, 0, sizeof in);
    memset(out, 0, sizeof out);
    for (int i = 0; i < BATCH; i++) {
        take[i] = (struct iovec){ data[i], LARGEST };
        in[i].msg_hdr = (struct msghdr){ .msg_name = &from[i], .msg_iov = &take[i], .msg_iovlen = 1 };
    }
    for (;;) {
        for (int i = 0; i < BATCH; i++)
            in[i].msg_hdr.msg_namelen = sizeof from[i];
        int count = recvmmsg(udp, in, BATCH, MSG_WAITFORONE, NULL);
        for (int i = 0; i < count; i++) {
            data[i][2] |= 0x80;
            give[i] = (struct iovec){ data[i], in[i].msg_len > octets ? in[i].msg_len : octets };
            out[i].msg_hdr = (struct msghdr){ .msg_name = &from[i], .msg_namelen = sizeof from[i], .msg_iov = &give[i], .msg_iovlen = 1 };
        }
        for (int sent = 0; sent < count;) {
            int now = sendmmsg(udp, out + sent, (unsigned)(count - sent), 0);
            sent += now > 0 ? now : 1;
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    where.sin_family = AF_INET;
    where.sin_port = htons((unsigned short)atoi(argv[2]));
    if (inet_pton(AF_INET, argv[1], &where.sin_addr) != 1)
        return 2;
    octets = (size_t)atoi(argv[3]);
    if (octets > LARGEST)
        return 2;
    int threads = argc > 4 ? atoi(argv[4]) : 1;
    pthread_t id;
    for (int i = 1; i < threads; i++)
        pthread_create(&id, NULL, serve, NULL);
    serve(NULL);
    return 0;
}
