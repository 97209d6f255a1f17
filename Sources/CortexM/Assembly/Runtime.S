/* What the compiler calls for memory and for divisions of 64 bits, in a fifth of the flash that the C library and libgcc take for
 * them. ARMv7-M: words may lie at any address, and processors divide by 32 bits themselves. */

    .syntax unified
    .thumb

/* void *memmove(void *to, const void *from, size_t count), and memcpy, which may be the same. */
    .section .text.memmove, "ax", %progbits
    .global memmove
    .global memcpy
    .type memmove, %function
    .type memcpy, %function
    .thumb_func
memmove:
    .thumb_func
memcpy:
    mov     r12, r0
    subs    r3, r0, r1
    cmp     r3, r2
    blo     5f
    subs    r2, r2, #16
    blo     2f
1:  ldr     r3, [r1], #4
    str     r3, [r12], #4
    ldr     r3, [r1], #4
    str     r3, [r12], #4
    ldr     r3, [r1], #4
    str     r3, [r12], #4
    ldr     r3, [r1], #4
    str     r3, [r12], #4
    subs    r2, r2, #16
    bhs     1b
2:  adds    r2, r2, #16
3:  subs    r2, r2, #4
    ittt    hs
    ldrhs   r3, [r1], #4
    strhs   r3, [r12], #4
    bhs     3b
    adds    r2, r2, #4
4:  subs    r2, r2, #1
    ittt    hs
    ldrbhs  r3, [r1], #1
    strbhs  r3, [r12], #1
    bhs     4b
    bx      lr
    /* The destination begins within the source: from the end. */
5:  add     r1, r1, r2
    add     r12, r12, r2
6:  subs    r2, r2, #1
    ittt    hs
    ldrbhs  r3, [r1, #-1]!
    strbhs  r3, [r12, #-1]!
    bhs     6b
    bx      lr

/* void *memset(void *to, int byte, size_t count) */
    .section .text.memset, "ax", %progbits
    .global memset
    .type memset, %function
    .thumb_func
memset:
    mov     r12, r0
    uxtb    r1, r1
    orr     r1, r1, r1, lsl #8
    orr     r1, r1, r1, lsl #16
1:  subs    r2, r2, #4
    itt     hs
    strhs   r1, [r12], #4
    bhs     1b
    adds    r2, r2, #4
2:  subs    r2, r2, #1
    itt     hs
    strbhs  r1, [r12], #1
    bhs     2b
    bx      lr

/* uint64_t __udivmoddi4(uint64_t dividend, uint64_t divisor, uint64_t *remainder): what libgcc's __aeabi_uldivmod and
 * __aeabi_ldivmod divide with. Some 700 instructions for numbers of more than 32 bits, bit by bit. */
    .section .text.__udivmoddi4, "ax", %progbits
    .global __udivmoddi4
    .type __udivmoddi4, %function
    .thumb_func
__udivmoddi4:
    push    {r4, r5, r6, r7, lr}
    movs    r5, #0
    orrs    r4, r1, r3
    beq     4f
    movs    r4, #0
    movs    r6, #64
    /* The next bit of the dividend moves from r1:r0 into the rest, r5:r4, and one of the quotient takes its place. */
1:  adds    r0, r0, r0
    adcs    r1, r1
    adcs    r4, r4
    adcs    r5, r5
    bcs     2f
    cmp     r4, r2
    sbcs    r7, r5, r3
    bcc     3f
2:  subs    r4, r4, r2
    sbc     r5, r5, r3
    adds    r0, r0, #1
3:  subs    r6, r6, #1
    bne     1b
    b       5f
4:  udiv    r6, r0, r2
    mls     r4, r6, r2, r0
    mov     r0, r6
5:  ldr     r7, [sp, #20]
    cbz     r7, 6f
    strd    r4, r5, [r7]
6:  pop     {r4, r5, r6, r7, pc}
