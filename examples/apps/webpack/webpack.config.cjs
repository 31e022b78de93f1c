const { EsbuildPlugin } = require("esbuild-loader");

module.exports = {
  mode: "production",
  entry: "./src/main.jsx",
  output: { path: `${__dirname}/dist`, publicPath: "" },
  optimization: { minimizer: [new EsbuildPlugin({ target: "es2022" })] },
  performance: { hints: false },
  module: {
    rules: [
      { test: /\.jsx$/, loader: "esbuild-loader", options: { jsx: "automatic" } },
      { test: /\.css$/, use: ["style-loader", "css-loader"] },
    ],
  },
};
