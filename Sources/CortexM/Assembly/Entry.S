/* The entry of every fault, and what the C library asks for. ARMv6-M instructions only, so that it serves all cores. */

    .syntax unified
    .thumb

/* Saves the registers into cortexm_fault_registers, then leaves the interrupted context for good: the stack may be
 * what failed, so the report runs on a fresh main stack. The one fault that returns is a semihosting breakpoint that
 * nobody answered.
 *
 * Layout of cortexm_fault_registers, 18 words: r0-r12, sp, lr, pc, xpsr, EXC_RETURN; Swift's FaultReport begins so. */
    .section .text.fault, "ax", %progbits
    .global fault
    .type fault, %function
    .thumb_func
fault:
    mov     r1, lr
    movs    r0, #4
    tst     r0, r1
    bne     1f
    mrs     r0, msp
    b       2f
1:  mrs     r0, psp
2:
    /* r0: the exception frame. Stacking fails when the stack has run out, then nothing is there to be read. */
    ldr     r2, =_ram_start
    cmp     r0, r2
    blo     4f
    ldr     r2, =_ram_end
    subs    r2, r2, #32
    cmp     r0, r2
    bhi     4f

    /* A breakpoint instruction 0xAB in flash: skip it, answer -1. */
    ldr     r2, [r0, #24]
    ldr     r3, =_ram_start
    cmp     r2, r3
    bhs     3f
    lsrs    r3, r2, #1
    bcs     3f
    ldrh    r3, [r2]
    ldr     r1, =0xbeab
    cmp     r3, r1
    bne     3f
    adds    r2, r2, #2
    str     r2, [r0, #24]
    movs    r2, #0
    mvns    r2, r2
    str     r2, [r0, #0]
    /* HFSR.DEBUGEVT is cleared by writing one; the register does not exist in ARMv6-M and is ignored there. */
    ldr     r1, =0xe000ed2c
    str     r2, [r1]
    bx      lr

3:  /* Copy the frame: r0-r3, r12, lr, pc, xpsr. */
    ldr     r1, =cortexm_fault_registers
    ldr     r2, [r0, #0]
    str     r2, [r1, #0]
    ldr     r2, [r0, #4]
    str     r2, [r1, #4]
    ldr     r2, [r0, #8]
    str     r2, [r1, #8]
    ldr     r2, [r0, #12]
    str     r2, [r1, #12]
    ldr     r2, [r0, #16]
    str     r2, [r1, #48]
    ldr     r2, [r0, #20]
    str     r2, [r1, #56]
    ldr     r2, [r0, #24]
    str     r2, [r1, #60]
    ldr     r2, [r0, #28]
    str     r2, [r1, #64]
4:  ldr     r1, =cortexm_fault_registers
    str     r4, [r1, #16]
    str     r5, [r1, #20]
    str     r6, [r1, #24]
    str     r7, [r1, #28]
    mov     r2, r8
    str     r2, [r1, #32]
    mov     r2, r9
    str     r2, [r1, #36]
    mov     r2, r10
    str     r2, [r1, #40]
    mov     r2, r11
    str     r2, [r1, #44]
    str     r0, [r1, #52]
    mov     r2, lr
    str     r2, [r1, #68]
    cpsid   i
    ldr     r2, =_stack_top
    mov     sp, r2
    mov     r0, r1
    ldr     r1, =report_fault
    bx      r1
    .pool
    .size fault, . - fault

    .section .bss.cortexm_fault_registers, "aw", %nobits
    .global cortexm_fault_registers
    .balign 4
cortexm_fault_registers:
    .space 72
    .size cortexm_fault_registers, 72

/* newlib keeps errno in a structure of a kilobyte; its functions reach it through this one, and nobody here reads it. */
    .section .text.__errno, "ax", %progbits
    .global __errno
    .type __errno, %function
    .thumb_func
__errno:
    ldr     r0, =cortexm_errno
    bx      lr
    .pool
    .size __errno, . - __errno

    .section .bss.cortexm_errno, "aw", %nobits
    .balign 4
cortexm_errno:
    .space 4
