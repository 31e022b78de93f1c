document.querySelector("matrix-register").addEventListener("done", ({ detail }) => {
  if (detail.outcome === "registered") {
    document.querySelector("output").textContent = detail.account.userId;
  }
});
